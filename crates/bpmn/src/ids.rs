//! Small integers that name the moving parts of one instance. They are handed out in order, so replay gives the same ones.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(TokenId, "Names a token: one element that is being carried out.");
id!(TimerId, "Names a timer that has been scheduled.");
id!(SubscriptionId, "Names a subscription to a message.");
