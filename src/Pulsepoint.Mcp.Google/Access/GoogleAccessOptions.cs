namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Credentials that an operator brings along. Analysts have none: their keys do not open Google's doors.</summary>
public sealed record GoogleAccessOptions
{
    /// <summary>
    /// <c>PULSEPOINT_GOOGLE_CREDENTIALS</c>: the file of a service account or of an external account, or <c>default</c> for what Google's
    /// own tools would find on this machine; unset, there are none.
    /// </summary>
    public string? Credentials { get; init; }

    /// <summary><c>PULSEPOINT_GOOGLE_IMPERSONATE</c>: the e-mail address of the service account to act as; unset, nobody else.</summary>
    public string? Impersonate { get; init; }

    /// <summary>
    /// <c>PULSEPOINT_ALERTS_CREDENTIALS</c>: like <see cref="Credentials"/>, but of an account that may read the subscriptions of events and
    /// nothing else; unset, tenants' identities read their own.
    /// </summary>
    public string? AlertsCredentials { get; init; }
}
