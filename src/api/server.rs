//! Where an API is served.

/// A server: `https://{region}.sentry.io`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its URL as its author spells it, variables in braces; it may lack the host: `/api/v2`.
    pub url: String,
    /// What is said about it, in Markdown.
    pub description: String,
    /// What stands in braces in the URL, in the order of the URL.
    pub variables: Vec<Variable>,
}

/// A part of a server's URL that a user chooses: `region`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name, as it stands in the braces.
    pub name: String,
    /// What it is where nothing is chosen; some documents do not say.
    pub default: Option<String>,
    /// What it can be; anything where this is empty.
    pub values: Vec<String>,
    /// What is said about it, in Markdown.
    pub description: String,
}

impl Server {
    /// The URL with the defaults of its variables in it; those without a default stay in braces.
    ///
    /// ```
    /// use bindery::api::{Server, Variable};
    ///
    /// let region = Variable {
    ///     name: "region".into(),
    ///     default: Some("us".into()),
    ///     values: Vec::new(),
    ///     description: String::new(),
    /// };
    /// let url = "https://{region}.sentry.io".to_owned();
    /// let server = Server { url, description: String::new(), variables: vec![region] };
    /// assert_eq!(server.usual_url(), "https://us.sentry.io");
    /// ```
    pub fn usual_url(&self) -> String {
        self.variables.iter().fold(self.url.clone(), |url, variable| match &variable.default {
            Some(default) => url.replace(&format!("{{{}}}", variable.name), default),
            None => url,
        })
    }

    /// Whether it is named with its host, so that a request can be sent to it.
    pub fn is_absolute(&self) -> bool {
        let url = self.usual_url();
        // A variable at the beginning is the scheme, or all that stands before the path.
        ["https://", "http://", "{"].iter().any(|start| url.starts_with(start))
    }
}
