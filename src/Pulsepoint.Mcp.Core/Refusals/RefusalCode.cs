namespace Pulsepoint.Mcp.Core.Refusals;

/// <summary>Why a call was refused. The names on the wire (<see cref="RefusalCodes"/>) are pinned: programs branch on them.</summary>
public enum RefusalCode
{
    KeyMissing,
    KeyInvalid,
    KeyExpired,
    KeyRevoked,
    TenantSuspended,
    PermissionDenied,
    BrandUnknown,
    MetricUnknown,
    DimensionUnknown,
    DimensionIncompatible,
    ValueInvalid,
    TimeInvalid,
    CursorInvalid,
    ResultTooLarge,
    BudgetExceeded,
    RateLimited,
    SourceUnavailable,
    Internal,
}
