namespace Pulsepoint.Mcp.Core.Refusals;

/// <summary>The refusals that more than one feature gives, so that the same fact always gets the same words.</summary>
public static class Refusal
{
    public static RefusalException KeyMissing() => new(
        RefusalCode.KeyMissing,
        "No API key is configured.",
        "Set PULSEPOINT_API_KEY or PULSEPOINT_API_KEY_FILE in the client's configuration, then restart the server.");

    public static RefusalException KeyExpired(Exception? cause = null) => new(
        RefusalCode.KeyExpired,
        "The API key has expired.",
        "Ask your administrator for a new key, then restart the server.",
        cause);

    public static RefusalException KeyRevoked(Exception? cause = null) => new(
        RefusalCode.KeyRevoked,
        "The API key is no longer accepted.",
        "Ask your administrator for a new key, then restart the server.",
        cause);

    public static RefusalException KeyInvalid(string why, Exception? cause = null) => new(
        RefusalCode.KeyInvalid,
        why,
        "Check that the whole key was copied and that it comes from this issuer, then restart the server.",
        cause);

    public static RefusalException TenantSuspended(Exception? cause = null) => new(
        RefusalCode.TenantSuspended,
        "The organisation's access is suspended.",
        "Ask your administrator to resume it.",
        cause);

    public static RefusalException PermissionDenied(string permission, Exception? cause = null) => new(
        RefusalCode.PermissionDenied,
        $"The API key lacks the permission {permission}.",
        "Ask your administrator for a key with that permission.",
        cause);

    /// <summary>The key has the permission, but what it is for concerns every brand of the tenant.</summary>
    public static RefusalException BrandLimited(Exception? cause = null) => new(
        RefusalCode.PermissionDenied,
        "The API key is limited to some brands and cannot administer the whole organisation.",
        "Use a key with tenant:admin for every brand, or ask your administrator.",
        cause);

    /// <summary>The one answer for a key id that nobody has and for one that another tenant has.</summary>
    public static RefusalException KeyIdUnknown(Exception? cause = null) => new(
        RefusalCode.ValueInvalid,
        "The organisation has no key with this id.",
        "List its keys with 'pulsepoint-mcp key list'.",
        cause);

    /// <summary>
    /// The one answer for a brand that does not exist, belongs to another tenant or lies outside the key's scope: it
    /// names no brand, so that the three cannot be told apart.
    /// </summary>
    public static RefusalException BrandUnknown() => new(
        RefusalCode.BrandUnknown,
        "One of the brands is not known to this key.",
        "Call list_brands for the brands that can be asked about.");

    /// <summary>Says not whose limit it is: a person's own, or the one that all of the organisation share.</summary>
    public static RefusalException RateLimited(int retryAfterSeconds) => new(
        RefusalCode.RateLimited,
        "Too many calls in a short time.",
        "Ask for more in one call, or ask your administrator for a higher limit.")
    {
        RetryAfterSeconds = retryAfterSeconds,
    };

    public static RefusalException ResultTooLarge(string what, string nextStep) => new(RefusalCode.ResultTooLarge, what, nextStep);

    public static RefusalException SourceUnavailable(string what, string nextStep, Exception? cause = null) => new(
        RefusalCode.SourceUnavailable,
        what,
        nextStep,
        cause);
}
