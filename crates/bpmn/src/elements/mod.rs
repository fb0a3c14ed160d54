//! What each kind of element does. One file per kind; all answer the same few questions.

mod event;
mod gateway;
mod sub_process;
mod task;

pub(crate) use event::boundary::{Boundary, BoundaryTrigger};
pub(crate) use event::end::End;
pub(crate) use event::message::{CatchMessage, ThrowMessage};
pub(crate) use event::start::Start;
pub(crate) use event::timer::CatchTimer;
pub use event::timer::TimerDefinition;
pub(crate) use event::timer::TimerKind;
pub(crate) use event::timer::schedule;
pub(crate) use gateway::event_based::EventBasedGateway;
pub(crate) use gateway::exclusive::ExclusiveGateway;
pub(crate) use gateway::parallel::ParallelGateway;
pub(crate) use sub_process::SubProcess;
pub(crate) use task::business_rule::BusinessRuleTask;
pub(crate) use task::manual::PassThrough;
pub(crate) use task::script::ScriptTask;
pub(crate) use task::service::ServiceTask;
pub(crate) use task::user::UserTask;

use crate::engine::{At, Run};
use crate::model::FlowIndex;

/// An element with what the model says about it.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    Start(Start),
    End(End),
    Boundary(Boundary),
    CatchMessage(CatchMessage),
    ThrowMessage(ThrowMessage),
    CatchTimer(CatchTimer),
    User(UserTask),
    Service(ServiceTask),
    BusinessRule(BusinessRuleTask),
    Script(ScriptTask),
    PassThrough(PassThrough),
    Exclusive(ExclusiveGateway),
    Parallel(ParallelGateway),
    EventBased(EventBasedGateway),
    SubProcess(SubProcess),
}

/// What an element answers when it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entered {
    /// It waits for something.
    Waits,
    /// It did its work.
    Done,
}

/// The questions that every element answers. An `Err` is the text of an incident.
pub(crate) trait Behaviour {
    /// Decides whether the token that arrived may be activated now; a join may have to wait.
    fn on_arrive(&self, _run: &mut Run<'_>, _at: At<'_>) -> bool {
        true
    }

    /// Does the work, or starts to wait.
    fn on_enter(&self, run: &mut Run<'_>, at: At<'_>) -> Result<Entered, String>;

    /// Chooses the flows to take: by default each flow whose condition is true.
    fn on_complete(&self, run: &Run<'_>, at: At<'_>) -> Result<Vec<FlowIndex>, String> {
        gateway::matching_flows(run, at)
    }

    /// Takes back what it asked for. Timers, subscriptions and inner tokens are taken care of.
    fn on_terminate(&self, _run: &mut Run<'_>, _at: At<'_>) {}
}

impl Element {
    pub(crate) fn behaviour(&self) -> &dyn Behaviour {
        match self {
            Self::Start(element) => element,
            Self::End(element) => element,
            Self::Boundary(element) => element,
            Self::CatchMessage(element) => element,
            Self::ThrowMessage(element) => element,
            Self::CatchTimer(element) => element,
            Self::User(element) => element,
            Self::Service(element) => element,
            Self::BusinessRule(element) => element,
            Self::Script(element) => element,
            Self::PassThrough(element) => element,
            Self::Exclusive(element) => element,
            Self::Parallel(element) => element,
            Self::EventBased(element) => element,
            Self::SubProcess(element) => element,
        }
    }
}
