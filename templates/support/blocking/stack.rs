//! The HTTP stack that carries requests unless the user gives another: ureq.

use std::{
    io::{self, ErrorKind, Read},
    time::Duration,
};

use http::{
    Method,
    header::{CONTENT_LENGTH, TRANSFER_ENCODING},
};
use ureq::{Agent, SendBody};

use super::{
    Body, ClientBuilder, Error, Failure, Fault,
    carrier::{Carrier, Incoming, Limits},
    clock::Clock,
    error::Source,
    redirect::{left, redirected},
};

impl ClientBuilder {
    /// Sends with this: for proxies and certificates of the user's own. It also says how many redirects are followed.
    pub fn http_client(self, client: Agent) -> Self {
        self.carrier(client)
    }
}

/// What carries requests unless the user gives something else.
pub(super) fn usual() -> Result<Box<dyn Carrier>, Error> {
    // Only the program's own name says something to servers, see `ClientBuilder::user_agent`.
    Ok(Box::new(Agent::new_with_config(Agent::config_builder().user_agent("").build())))
}

impl Carrier for Agent {
    fn carry(
        &self,
        mut request: http::Request<Body>,
        limits: Limits,
    ) -> Result<http::Response<Incoming>, Failure> {
        let (clock, max) = (Clock::start(), self.config().max_redirects());
        let mut count = 0;
        loop {
            let answer = send(self, &request, left(limits, &clock))?;
            let next = redirected(&request, answer.status(), answer.headers());
            match next {
                Some(next) if count < max => request = next,
                Some(_) if max > 0 && self.config().max_redirects_will_error() => {
                    return Err(Failure::new(Fault::Other, ureq::Error::TooManyRedirects));
                }
                Some(_) | None => return Ok(answer.map(|body| Incoming::new(Coming(body.into_reader())))),
            }
            count += 1;
        }
    }
}

/// Sends a request once; ureq's own redirects neither send bodies again nor keep tokens from other ports.
fn send(
    agent: &Agent,
    request: &http::Request<Body>,
    limits: Limits,
) -> Result<http::Response<ureq::Body>, Failure> {
    let body = request.body();
    let reader = body.open().map_err(|error| Failure::new(Fault::Prepare, error))?;
    let mut outgoing = Outgoing { reader, left: body.length(), is_broken: false };
    let (mut head, ()) = request.clone().map(|_| ()).into_parts();
    // RFC 9110, section 8.6: these say that there is nothing.
    let says_nothing = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
    let answer = if body.length() == Some(0) && !says_nothing {
        agent.run(configured(agent, http::Request::from_parts(head, SendBody::none()), limits))
    } else {
        if let (Some(length), false) = (body.length(), head.headers.contains_key(TRANSFER_ENCODING)) {
            head.headers.insert(CONTENT_LENGTH, length.into());
        }
        let sent = SendBody::from_reader(&mut outgoing);
        agent.run(configured(agent, http::Request::from_parts(head, sent), limits))
    };
    answer.map_err(|error| match outgoing.is_broken {
        true => Failure::new(Fault::Prepare, error),
        false => failure(error),
    })
}

/// A request with what is decided here and not by the agent. ureq has no limit for the head of an answer alone, so that
/// each step up to there is held to it.
fn configured<'b>(
    agent: &Agent,
    request: http::Request<SendBody<'b>>,
    limits: Limits,
) -> http::Request<SendBody<'b>> {
    let mut config = agent
        .configure_request(request)
        .http_status_as_error(false)
        .max_redirects(0)
        .allow_non_standard_methods(true);
    if limits.whole.is_some() {
        config = config.timeout_global(limits.whole);
    }
    if limits.head.is_some() {
        config = config
            .timeout_resolve(limits.head)
            .timeout_connect(limits.head)
            .timeout_send_request(limits.head)
            .timeout_send_body(limits.head)
            .timeout_recv_response(limits.head);
    }
    config.build()
}

fn failure(error: ureq::Error) -> Failure {
    let fault = match &error {
        ureq::Error::Timeout(_) => Fault::Timeout,
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::Tls(_)
        | ureq::Error::TlsRequired => Fault::Connect,
        ureq::Error::Io(error) => io_fault(error.kind()),
        ureq::Error::Protocol(_) | ureq::Error::BodyStalled => Fault::Broken,
        ureq::Error::Http(_)
        | ureq::Error::BadUri(_)
        | ureq::Error::InvalidProxyUrl
        | ureq::Error::RequireHttpsOnly(_) => Fault::Prepare,
        _ => Fault::Other,
    };
    // The URL may hold a key, and the name of the operation says more.
    let source: Source = match error {
        ureq::Error::BadUri(_) => "the URL is not valid".into(),
        ureq::Error::RequireHttpsOnly(_) => "the URL is not one of https".into(),
        error => error.into(),
    };
    Failure::new(fault, source)
}

fn io_fault(kind: ErrorKind) -> Fault {
    match kind {
        ErrorKind::TimedOut => Fault::Timeout,
        ErrorKind::ConnectionRefused
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::AddrNotAvailable
        // What TLS makes of a server that it does not trust.
        | ErrorKind::InvalidData => Fault::Connect,
        _ => Fault::Broken,
    }
}

/// The body of a request while it is sent. It is known here alone whether it is this that breaks, or the connection.
struct Outgoing {
    reader: Box<dyn Read + Send>,
    /// How much is still to come, where that was said.
    left: Option<u64>,
    is_broken: bool,
}

impl Outgoing {
    /// Makes sure that there is as much as was said: a server would wait for what is missing.
    fn count(&mut self, length: usize) -> io::Result<usize> {
        let Some(left) = self.left else { return Ok(length) };
        let rest = left.checked_sub(length as u64);
        match rest {
            Some(rest) if rest == 0 || length > 0 => self.left = Some(rest),
            Some(_) => return Err(io::Error::new(ErrorKind::UnexpectedEof, "the body ends too early")),
            None => return Err(io::Error::new(ErrorKind::InvalidData, "the body is longer than it says")),
        }
        Ok(length)
    }
}

impl Read for Outgoing {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let length = loop {
            match self.reader.read(room) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                length => break length,
            }
        };
        let length = length.and_then(|length| self.count(length));
        self.is_broken |= length.is_err();
        length
    }
}

/// The body of an answer. ureq says by an error of its own that it takes too long.
struct Coming(ureq::BodyReader<'static>);

impl Read for Coming {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.0.read(room).map_err(|error| match ureq::Error::from(error) {
            error @ ureq::Error::Timeout(_) => io::Error::new(ErrorKind::TimedOut, error),
            error => error.into_io(),
        })
    }
}
