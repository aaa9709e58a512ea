using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Google.Access;

/// <summary>Where credentials come from.</summary>
/// <param name="Credentials">The file of a service account or of an external account, or <see cref="Default"/>.</param>
/// <param name="Impersonate">The service account to act as; null for nobody else.</param>
/// <param name="Settings">What to look at when they give no token.</param>
internal sealed record CredentialSource(string Credentials, string? Impersonate, string Settings)
{
    /// <summary>What Google's own tools would find.</summary>
    public const string Default = "default";

    /// <summary>The operator's own; null where there are none.</summary>
    /// <exception cref="SettingException">Who shall be acted as is no service account.</exception>
    public static CredentialSource? OfOperator(GoogleAccessOptions access)
    {
        if (access.Impersonate is { } other && !(other.Contains('@', StringComparison.Ordinal) && other.EndsWith(".gserviceaccount.com", StringComparison.Ordinal)))
            throw new SettingException("PULSEPOINT_GOOGLE_IMPERSONATE", "is not the address of a service account.", "pulsepoint-operator@acme-platform.iam.gserviceaccount.com");

        return access.Credentials is { } credentials
            ? new CredentialSource(credentials, access.Impersonate, "PULSEPOINT_GOOGLE_CREDENTIALS and PULSEPOINT_GOOGLE_IMPERSONATE")
            : null;
    }

    /// <summary>Of whoever reads subscriptions of events; null where the tenants' identities do.</summary>
    public static CredentialSource? OfAlerts(GoogleAccessOptions access) => access.AlertsCredentials is { } credentials
        ? new CredentialSource(credentials, Impersonate: null, "PULSEPOINT_ALERTS_CREDENTIALS")
        : null;
}
