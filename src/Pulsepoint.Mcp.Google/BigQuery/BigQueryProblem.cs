namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>What an error of BigQuery means for the one who asked.</summary>
internal enum BigQueryProblem
{
    /// <summary>The same may succeed later: overloaded, throttled, or not reached at all.</summary>
    NotNow,

    /// <summary>The credentials are not accepted.</summary>
    NotKnown,

    /// <summary>The credentials are accepted, but may not do this.</summary>
    NotAllowed,

    /// <summary>The project's quota is used up.</summary>
    QuotaUsedUp,

    /// <summary>A dataset, a table or a job that does not exist.</summary>
    NotFound,

    /// <summary>What was to be made exists.</summary>
    Exists,

    /// <summary>It has changed since it was read, and was not changed again.</summary>
    Changed,

    /// <summary>It would read more bytes than it may be billed for.</summary>
    TooExpensive,

    /// <summary>The rows are more than one answer holds.</summary>
    AnswerTooLarge,

    /// <summary>It needs more memory or time than BigQuery gives one query.</summary>
    TooHeavy,

    /// <summary>Somebody stopped it, or its time was over.</summary>
    Stopped,

    /// <summary>The statement or the request is wrong: a mistake of ours.</summary>
    Wrong,

    /// <summary>BigQuery does not say this; something else answers in its place.</summary>
    Strange,
}
