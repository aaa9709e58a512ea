namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>The requests of a question, in their order.</summary>
public enum QuerySpot
{
    /// <summary>What would it read?</summary>
    Estimate,

    /// <summary>The job begins.</summary>
    Begin,

    /// <summary>Its rows.</summary>
    Result,

    /// <summary>What was it billed?</summary>
    Settlement,
}
