namespace Pulsepoint.Mcp.Core.Refusals;

public static class RefusalCodes
{
    /// <summary>The code as clients see it: <c>dimension_incompatible</c>.</summary>
    public static string Name(this RefusalCode code) => code switch
    {
        RefusalCode.KeyMissing => "key_missing",
        RefusalCode.KeyInvalid => "key_invalid",
        RefusalCode.KeyExpired => "key_expired",
        RefusalCode.KeyRevoked => "key_revoked",
        RefusalCode.TenantSuspended => "tenant_suspended",
        RefusalCode.PermissionDenied => "permission_denied",
        RefusalCode.BrandUnknown => "brand_unknown",
        RefusalCode.MetricUnknown => "metric_unknown",
        RefusalCode.DimensionUnknown => "dimension_unknown",
        RefusalCode.DimensionIncompatible => "dimension_incompatible",
        RefusalCode.ValueInvalid => "value_invalid",
        RefusalCode.TimeInvalid => "time_invalid",
        RefusalCode.CursorInvalid => "cursor_invalid",
        RefusalCode.ResultTooLarge => "result_too_large",
        RefusalCode.BudgetExceeded => "budget_exceeded",
        RefusalCode.RateLimited => "rate_limited",
        RefusalCode.SourceUnavailable => "source_unavailable",
        RefusalCode.Internal => "internal",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A refusal code without a name on the wire."),
    };

    /// <summary>Whether the refusal is about the key itself, so that a process can end with exit code 4.</summary>
    public static bool IsAboutTheKey(this RefusalCode code) => code
        is RefusalCode.KeyMissing or RefusalCode.KeyInvalid or RefusalCode.KeyExpired or RefusalCode.KeyRevoked
        or RefusalCode.TenantSuspended or RefusalCode.PermissionDenied;
}
