//! Q.850 causes: how a gateway to the telephone network maps a status code to a cause,
//! and a cause to a status code.
//!
//! A gateway answers an INVITE with a status code when the other side releases
//! the call with a cause, and releases the call with a cause when its INVITE is
//! answered with a failure. Two texts have the mappings:
//! [RFC 3398 §7.2.4.1](https://www.rfc-editor.org/rfc/rfc3398.html#section-7.2.4.1)
//! and [§8.2.6.1](https://www.rfc-editor.org/rfc/rfc3398.html#section-8.2.6.1)
//! for ISUP,
//! [RFC 4497 §8.4.1](https://www.rfc-editor.org/rfc/rfc4497.html#section-8.4.1)
//! and [§8.4.4](https://www.rfc-editor.org/rfc/rfc4497.html#section-8.4.4)
//! for QSIG. [`Interworking`] says which of them is meant.
//!
//! ```
//! use sip_status::StatusCode;
//! use sip_status::q850::{Cause, Interworking, TryFirst};
//!
//! let busy = StatusCode::BusyHere.to_cause(Interworking::Isup);
//! assert_eq!(busy.cause(), Some(Cause::USER_BUSY));
//! let busy = Cause::USER_BUSY.to_status(Interworking::Isup);
//! assert_eq!(busy.code(), Some(StatusCode::BusyHere));
//!
//! // Something to do before the call is given up.
//! let asked = StatusCode::Unauthorized.to_cause(Interworking::Isup);
//! assert_eq!(asked.cause(), Some(Cause::CALL_REJECTED));
//! assert_eq!(asked.try_first(), Some(TryFirst::Credentials));
//! ```
//!
//! # There and back
//!
//! The mappings are not inverse to each other: 480 becomes cause 18, and cause 18
//! becomes 408. 482 becomes cause 25 and 405 cause 63, and neither table has a row
//! for these causes, so that they come back as 500. A cause that arrives in a Reason
//! header field is better than any mapping: see [`Rejection::with_reason`].
//!
//! Both mappings are about the answer to an INVITE. BYE and CANCEL become cause
//! [16](Cause::NORMAL_CALL_CLEARING), as a rule
//! ([RFC 3398 §8.2.6.1](https://www.rfc-editor.org/rfc/rfc3398.html#section-8.2.6.1),
//! [RFC 4497 §8.4.2](https://www.rfc-editor.org/rfc/rfc4497.html#section-8.4.2)).
//!
//! # Overlap signalling
//!
//! A gateway that sends the digits as they come, in one INVITE after another,
//! does not release the call after each failure, such as 484 or 404, while more
//! digits may come or an INVITE is unanswered. Only then does it map one: with
//! ISUP the best of all, chosen as a forking proxy does
//! ([RFC 3578 §3.2](https://www.rfc-editor.org/rfc/rfc3578.html#section-3.2),
//! [RFC 4497 §8.2.2.2.7](https://www.rfc-editor.org/rfc/rfc4497.html#section-8.2.2.2.7)).
//!
//! # Where the texts disagree or are wrong
//!
//! - RFC 3398 §8.2.6.1 prints 504 twice. The second, with the phrase
//!   "Version Not Supported", is 505: so it is here, and in RFC 4497.
//! - Cause 69 becomes 501 with QSIG; the ISUP table leaves it out, so that it
//!   becomes 500. Cause 26 becomes 404 with ISUP; the QSIG table leaves it out.
//! - Cause 21 from the user may become 603 with ISUP, and does become 603 with QSIG.
//!   Here it does with both.
//! - Cause 16 has no status code with either. RFC 4497 adds that the default, 500,
//!   is used if there has to be one, and likewise for 487 the default cause, 31;
//!   [`StatusMapping::or_default`] and [`CauseMapping::or_default`] give these.
//! - Cause 44 never becomes a response with ISUP. With QSIG it does if no other
//!   channel will do; of 503 and the default, which RFC 4497 allows, it is the default
//!   here.
//! - For 406 RFC 3398 says that another try comes first. The row of RFC 4497 does
//!   not, though the head of its column says so for all rows; here the row counts.
//! - RFC 3398 §8.2.6.1 speaks of marked exceptions to the location of a cause;
//!   none is marked.

mod cause;
mod location;
mod map;
mod mapping;
mod row;

pub use cause::Cause;
pub use map::{CauseMap, Rejection, Release};
pub use mapping::{CauseMapping, StatusMapping};
pub use row::MappingNote;

pub use crate::error::{InvalidCause, InvalidCauseKind};
#[doc(inline)]
pub use crate::table::{CauseLocation, Interworking, MappingBasis, TryFirst};

pub(crate) use row::{Gateway, ToCause, ToCode, When};
