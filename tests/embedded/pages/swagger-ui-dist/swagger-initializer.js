window.onload = function() {
  //<editor-fold desc="Changeable Configuration Block">
  window.ui = SwaggerUIBundle({
    url: "./pets.yaml",
    dom_id: '#swagger-ui',
    layout: "StandaloneLayout"
  });
  //</editor-fold>
};
