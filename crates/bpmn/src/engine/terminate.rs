//! Stopping elements before their end.

use super::run::Run;
use crate::event::Event;
use crate::ids::TokenId;
use crate::lifecycle::Lifecycle;

impl Run<'_> {
    /// Stops a token and everything in it, from the inside out.
    pub(super) fn terminate(&mut self, token: TokenId) {
        // Sub-processes are nested no deeper than the parser allows, so a stack of our own is not needed; but a snapshot
        // from elsewhere may claim anything, and a scope is always older than what is in it.
        let inner: Vec<TokenId> =
            self.state.tokens_in(Some(token)).into_iter().filter(|&inner| inner > token).collect();
        let Some(at) = self.at(token) else { return };
        let node = at.node.id.clone();
        if self.lifecycle(token) == Some(Lifecycle::Terminating) {
            return;
        }
        self.emit(Event::ElementTerminating { token, node: node.clone() });
        for inner in inner {
            self.terminate(inner);
        }
        at.node.element.behaviour().on_terminate(self, at);
        self.stop_watching(at, true);
        if self.state.tokens.get(&token).is_some_and(|token| token.incident.is_some()) {
            self.emit(Event::IncidentResolved { token, node: node.clone() });
        }
        self.emit(Event::ElementTerminated { token, node });
    }

    /// Stops everything else in the scope of a token.
    pub(crate) fn terminate_others(&mut self, token: TokenId) {
        for other in self.state.tokens_in(self.scope_of(token)) {
            if other != token {
                self.terminate(other);
            }
        }
    }
}
