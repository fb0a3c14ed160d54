//! Memory of things that never change once they exist (parsed process models, forms, zaaktypen of a fixed version), and of what is trusted
//! for a moment (the rights of an application).

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use uuid::Uuid;

type Slot = Arc<dyn Any + Send + Sync>;

/// Keeps what was made from an immutable row. It belongs to one database, so that no municipality sees another's.
#[derive(Default)]
pub struct Memo {
    slots: RwLock<HashMap<(TypeId, Uuid), Slot>>,
}

/// The memory as a reader uses it. A transaction that changes what others keep there neither takes from it nor adds to it.
pub struct MemoView<'a>(pub(crate) Option<&'a Memo>);

impl MemoView<'_> {
    /// Returns what was kept of this type under this id.
    pub fn find<T: Any + Send + Sync>(&self, id: Uuid) -> Option<Arc<T>> {
        self.0?.find(id)
    }

    /// Keeps a value and returns it shared.
    pub fn keep<T: Any + Send + Sync>(&self, id: Uuid, value: T) -> Arc<T> {
        match self.0 {
            Some(memo) => memo.keep(id, value),
            None => Arc::new(value),
        }
    }
}

/// More than any municipality configures; past it the memory starts anew rather than growing without bound.
const SLOTS_MAX: usize = 4096;

impl Memo {
    /// Returns what was kept of this type under this id.
    pub fn find<T: Any + Send + Sync>(&self, id: Uuid) -> Option<Arc<T>> {
        let slots = self.slots.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        slots.get(&(TypeId::of::<T>(), id)).and_then(|slot| Arc::clone(slot).downcast().ok())
    }

    /// Keeps a value and returns it shared.
    pub fn keep<T: Any + Send + Sync>(&self, id: Uuid, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let mut slots = self.slots.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if slots.len() >= SLOTS_MAX {
            slots.clear();
        }
        slots.insert((TypeId::of::<T>(), id), Arc::clone(&value) as Slot);
        value
    }

    /// Forgets everything, after an installation changed what rows mean.
    pub fn clear(&self) {
        self.slots.write().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
    }
}
