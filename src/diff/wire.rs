//! What changes do on the wire: a row for each, for requests and for answers.
//!
//! The yardstick are clients and servers of the old description: whether a request that they made is still taken, and
//! whether they can read what comes back.

use super::{Effect, Level, Way};

/// What a change does on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wire {
    /// Names and words only.
    Nothing,
    /// There is more to ask, or more that an answer may be.
    New,
    /// It is not there any more.
    Gone,
    /// An operation is asked at another path.
    Moved,
    /// A member or parameter is new; whether it must be there.
    Added { required: bool },
    /// A member or parameter is gone; whether it had to be there.
    Removed { required: bool },
    /// It has another name.
    Renamed,
    /// It must be there.
    Required,
    /// It need not be there.
    Optional,
    /// Values are not allowed any more.
    Narrowed,
    /// Other values are allowed, too.
    Widened,
    /// Other values are allowed, too, which those who read them keep without knowing them.
    WidenedKept,
    /// A limit of values is less strict.
    Loosened,
    /// More, or less, is said about how values are written.
    Hinted,
    /// It is another value.
    Changed,
    /// It is spelled otherwise.
    Respelled,
    /// What absence means is another thing.
    Default,
    /// Who asks must say more, or something else.
    Asked,
    /// Who asks may say less.
    Eased,
    /// Requests belong somewhere else.
    Served,
}

type Row = (Level, &'static str);

impl Wire {
    /// What it does, for things that go this way.
    pub(super) fn effect(self, way: Way) -> Effect {
        let (request, response) = self.row();
        let plain = |(level, text): Row| Effect { level, text: text.to_owned() };
        match way {
            Way::Request => plain(request),
            Way::Response => plain(response),
            Way::Both if request == response => plain(request),
            Way::Both => Effect {
                level: request.0.max(response.0),
                text: format!("in requests: {}; in answers: {}", request.1, response.1),
            },
        }
    }

    /// For requests, and for answers.
    fn row(self) -> (Row, Row) {
        use Level::{Major, Minor, Patch};
        let same = |row: Row| (row, row);
        match self {
            Wire::Nothing => same((Patch, "nothing changes")),
            Wire::New => ((Minor, "there is more to ask"), (Minor, "answers may be something new")),
            Wire::Gone => ((Major, "servers may refuse it"), (Minor, "answers are not this any more")),
            Wire::Moved => same((Major, "servers may know nothing at the old place")),
            Wire::Added { required: true } => {
                ((Major, "servers may refuse requests without it"), (Minor, "answers have it, too"))
            }
            Wire::Added { required: false } => {
                ((Minor, "requests may have it"), (Minor, "answers may have it, too"))
            }
            Wire::Removed { required: true } => (
                (Major, "servers may ignore it, or refuse requests with it"),
                (Major, "old clients cannot read answers without it"),
            ),
            Wire::Removed { required: false } => (
                (Major, "servers may ignore it, or refuse requests with it"),
                (Minor, "answers do not have it any more"),
            ),
            Wire::Renamed => same((Major, "the old name means nothing any more")),
            Wire::Required => {
                ((Major, "servers may refuse requests without it"), (Patch, "answers always have it"))
            }
            Wire::Optional => {
                ((Minor, "requests may leave it out"), (Major, "old clients cannot read answers without it"))
            }
            Wire::Narrowed => (
                (Major, "servers may refuse values that they took"),
                (Patch, "answers hold less than they could"),
            ),
            Wire::Widened => (
                (Minor, "servers take more values"),
                (Major, "old clients cannot read all values of answers"),
            ),
            Wire::WidenedKept => (
                (Minor, "servers take more values"),
                (Minor, "answers may hold more, which old clients keep without knowing it"),
            ),
            Wire::Loosened => ((Minor, "servers take more values"), (Minor, "answers may hold more")),
            Wire::Hinted => same((Minor, "values may be written in another way than before")),
            Wire::Changed => (
                (Major, "servers may refuse values that they took"),
                (Major, "old clients cannot read all values of answers"),
            ),
            Wire::Respelled => same((Major, "it is spelled in another way")),
            Wire::Default => {
                ((Minor, "requests without it mean something else"), (Patch, "absence means something else"))
            }
            Wire::Asked => same((Major, "servers may refuse requests with the old credentials")),
            Wire::Eased => same((Minor, "servers ask for less, or take something else, too")),
            Wire::Served => same((Major, "the old place may not be served any more")),
        }
    }
}
