//! Which objects of a component an actor reaches with a scope: the same answer for one object and for a list in SQL.

use std::collections::BTreeMap;

use uuid::Uuid;
use values::actor::Component;
use values::{Actor, Vertrouwelijkheidaanduiding};

/// The objects that somebody reaches. Rule: zrc-006 (data filteren).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bereik {
    /// All of them.
    Alles,
    /// Those of these types, up to the rank of confidentiality beside each.
    Typen(BTreeMap<Uuid, i64>),
}

impl Bereik {
    /// Returns what the actor reaches with this scope. People reach nothing this way: their pages have gates of their own.
    pub fn of(actor: &Actor, component: Component, scope: &str) -> Self {
        let rechten = match actor {
            Actor::Systeem(_) => return Self::Alles,
            Actor::Applicatie(applicatie) => &applicatie.rechten,
            Actor::Burger(_) | Actor::Bedrijf(_) | Actor::Medewerker(_) => return Self::Typen(BTreeMap::new()),
        };
        if rechten.alle {
            return Self::Alles;
        }
        let mut typen = BTreeMap::new();
        for autorisatie in rechten.autorisaties.get(&component).into_iter().flatten() {
            let Some(r#type) = autorisatie.r#type else { continue };
            if autorisatie.scopes.iter().any(|own| own == scope) {
                let rank = autorisatie.max_vertrouwelijkheidaanduiding.rank();
                typen.entry(r#type).and_modify(|most: &mut i64| *most = rank.max(*most)).or_insert(rank);
            }
        }
        Self::Typen(typen)
    }

    /// Decides whether an object of this type and level is reached.
    pub fn holds(&self, r#type: Uuid, level: Vertrouwelijkheidaanduiding) -> bool {
        match self {
            Self::Alles => true,
            Self::Typen(typen) => typen.get(&r#type).is_some_and(|most| level.rank() <= *most),
        }
    }

    /// Decides whether no object at all is reached.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Typen(typen) if typen.is_empty())
    }

    /// Returns what is reached of these types only, or of all types when there are none, up to a rank of confidentiality.
    pub fn narrow(&self, only: Option<&[Uuid]>, rank_max: i64) -> Self {
        let rank = |r#type: &Uuid| match self {
            Self::Alles => Some(rank_max),
            Self::Typen(typen) => typen.get(r#type).map(|rank| *rank.min(&rank_max)),
        };
        match (only, self) {
            (Some(only), _) => Self::Typen(only.iter().filter_map(|one| Some((*one, rank(one)?))).collect()),
            (None, Self::Alles) => Self::Alles,
            (None, Self::Typen(typen)) => {
                Self::Typen(typen.keys().filter_map(|one| Some((*one, rank(one)?))).collect())
            }
        }
    }

    /// Returns the parameter for SQL: a JSON list of `{"t": hexadecimal id, "v": rank}`; none when there is nothing to filter.
    pub fn as_parameter(&self) -> Option<String> {
        let Self::Typen(typen) = self else { return None };
        let items: Vec<String> =
            typen.iter().map(|(r#type, rank)| format!(r#"{{"t":"{}","v":{rank}}}"#, r#type.simple())).collect();
        Some(format!("[{}]", items.join(",")))
    }
}

/// Decides whether the actor reads only documents that are ready to be published, whatever else it reaches.
pub fn reads_only_gereed(actor: &Actor) -> bool {
    matches!(actor, Actor::Applicatie(applicatie) if applicatie.rechten.alleen_gereed_voor_publicatie)
}

/// The table `bereik (t, v)` for SQLite, of the parameter `$1`. Join it as
/// `CROSS JOIN bereik b WHERE b.t = z.zaaktype AND z.vertrouwelijkheidaanduiding <= b.v`: types are there once, so no row doubles.
#[macro_export]
macro_rules! bereik_sqlite {
    () => {
        "WITH bereik AS MATERIALIZED (SELECT unhex(value ->> 't') AS t, CAST(value ->> 'v' AS INTEGER) AS v
         FROM json_each($1)) "
    };
}

/// The table `bereik (t, v)` for PostgreSQL, of the parameter `$1`.
#[macro_export]
macro_rules! bereik_postgres {
    () => {
        "WITH bereik AS MATERIALIZED (SELECT x.t, x.v
         FROM jsonb_to_recordset(CAST($1 AS TEXT)::JSONB) AS x(t UUID, v BIGINT)) "
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;
    use std::sync::Arc;
    use values::actor::{Applicatie, Autorisatie, Herkomst, Rechten};

    #[test]
    fn types_are_merged_to_their_highest_level() {
        use Vertrouwelijkheidaanduiding::{Geheim, Intern, Openbaar};
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let autorisatie = |r#type, scope: &str, level| Autorisatie {
            r#type: Some(r#type),
            scopes: vec![scope.into()],
            max_vertrouwelijkheidaanduiding: level,
        };
        let all = vec![
            autorisatie(one, "zaken.lezen", Openbaar),
            autorisatie(one, "zaken.lezen", Intern),
            autorisatie(one, "zaken.bijwerken", Geheim),
            autorisatie(two, "zaken.bijwerken", Geheim),
        ];
        let rechten = Rechten { autorisaties: HashMap::from([(Component::Zrc, all)]), ..Rechten::default() };
        let actor = Actor::Applicatie(Applicatie {
            client_id: String::new(),
            label: String::new(),
            user_id: String::new(),
            user_representation: String::new(),
            toelichting: String::new(),
            herkomst: Herkomst::default(),
            rechten: Arc::new(rechten),
        });
        let bereik = Bereik::of(&actor, Component::Zrc, "zaken.lezen");
        assert_eq!(bereik, Bereik::Typen(BTreeMap::from([(one, Intern.rank())])));
        assert!(bereik.holds(one, Intern) && !bereik.holds(one, Geheim) && !bereik.holds(two, Openbaar));
        let parameter = r#"[{"t":"00000000000000000000000000000001","v":2}]"#;
        assert_eq!(bereik.as_parameter().as_deref(), Some(parameter));
        assert_eq!(Bereik::of(&actor, Component::Drc, "zaken.lezen").as_parameter().as_deref(), Some("[]"));
        assert_eq!(Bereik::of(&Actor::Systeem("x"), Component::Drc, "x").as_parameter(), None);

        let typen = |list: &[(Uuid, i64)]| Bereik::Typen(list.iter().copied().collect());
        let (all, both) = (Bereik::Alles, typen(&[(one, 2), (two, 5)]));
        let cases: [(&Bereik, Option<&[Uuid]>, i64, Bereik); 5] = [
            (&all, None, 3, Bereik::Alles),
            (&all, Some(&[one]), 3, typen(&[(one, 3)])),
            (&both, None, 3, typen(&[(one, 2), (two, 3)])),
            (&both, Some(&[two]), 7, typen(&[(two, 5)])),
            (&both, Some(&[Uuid::nil()]), 7, typen(&[])),
        ];
        for (from, only, rank_max, expected) in cases {
            assert_eq!(from.narrow(only, rank_max), expected, "{from:?} {only:?}");
        }
    }
}
