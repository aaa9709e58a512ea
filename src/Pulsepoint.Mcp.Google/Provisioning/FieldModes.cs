namespace Pulsepoint.Mcp.Google.Provisioning;

/// <summary>What BigQuery calls it whether a column may be null, and whether it holds many values.</summary>
internal static class FieldModes
{
    public const string Nullable = "NULLABLE";
    public const string Required = "REQUIRED";
    public const string Repeated = "REPEATED";
}
