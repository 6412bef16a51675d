window.onload = function() {
  var url = window.location.search.match(/url=([^&]+)/);
  if (url && url.length > 1) {
    url = decodeURIComponent(url[1]);
  } else {
    url = window.location.origin;
  }
  var options = {
  "swaggerDoc": {
  "openapi": "3.0.3",
  "info": {
    "title": "Pets",
    "version": "1"
  },
  "paths": {
    "/pets/{id}": {
      "get": {
        "operationId": "getPet",
        "description": "Says \"it's\" in `code`, <!-- no comment -->, </script>, C:\\pets, Grüße 🐕.\n\nAnd a second line.",
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "schema": {
              "type": "integer",
              "maximum": 255
            }
          }
        ],
        "responses": {
          "200": {
            "description": "It.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pet"
                }
              }
            }
          }
        }
      }
    }
  },
  "components": {
    "schemas": {
      "Pet": {
        "type": "object",
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "weight": {
            "type": "number",
            "default": 0.5
          },
          "is-tame": {
            "type": "boolean",
            "default": true
          }
        }
      }
    }
  }
},
  "customOptions": {}
};
  url = options.swaggerUrl || url
  var urls = options.swaggerUrls
  var spec1 = options.swaggerDoc
  var swaggerOptions = {
    spec: spec1,
    url: url,
    urls: urls,
    dom_id: '#swagger-ui'
  }
  for (var attrname in customOptions) {
    swaggerOptions[attrname] = customOptions[attrname];
  }
  var ui = SwaggerUIBundle(swaggerOptions)
}
