//! A client whose calls block, over real connections: what drives calls there is other code than in clients that are
//! awaited, and has to do the same.

mod calls;
mod redirects;
mod server;
mod streams;

use self::server::Server;
use crate::clients::blocking::{
    Client,
    support::{ClientBuilder, Error, Fault},
};

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(&server.url)
}

fn client(server: &Server) -> Client {
    builder(server).build().expect("a client")
}

/// What kind of failure it is that no answer came.
fn fault<E>(error: &Error<E>) -> Option<Fault> {
    match error {
        Error::Transport { fault, .. } => Some(*fault),
        _ => None,
    }
}
