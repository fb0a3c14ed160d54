/// One remark about a model, for the one who draws it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether the model can run with it.
    pub severity: Severity,
    /// The id of the element that it is about.
    pub element_id: Option<String>,
    /// The name of that element.
    pub name: Option<String>,
    /// The line in the XML, from 1; 0 when unknown.
    pub line: u32,
    /// What is wrong, and what to do.
    pub message: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The model can't run.
    Error,
    /// The model runs, perhaps not as was meant.
    Warning,
}
