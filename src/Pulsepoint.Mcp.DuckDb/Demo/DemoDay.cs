using NodaTime;

namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>How many of what one brand gets on one day. Everything else about the rows follows from their numbers.</summary>
internal sealed record DemoDay
{
    public required LocalDate Day { get; init; }

    public required int DayNumber { get; init; }

    /// <summary>At five in the morning and after; no order of the demo is earlier, so no clock change falls among them.</summary>
    public required int UtcOffsetMinutes { get; init; }

    /// <summary>Loaded until 14:00 only.</summary>
    public required bool IsPartial { get; init; }

    /// <summary>Orders of the full day.</summary>
    public required long Orders { get; init; }

    public required long Tests { get; init; }

    /// <summary>How many of the orders are first orders.</summary>
    public required long NewOrders { get; init; }

    /// <summary>How many customers had their first order before this day.</summary>
    public required long NewBefore { get; init; }

    /// <summary>The latest so many of them still come back.</summary>
    public required long WindowCustomers { get; init; }

    /// <summary>Which set of available products holds.</summary>
    public required int Era { get; init; }

    public required string? SeasonCode { get; init; }

    public required double MobileShare { get; init; }

    /// <summary>Mobile conversion, compared with an ordinary day.</summary>
    public required double MobileConversion { get; init; }

    public required long SpendCents { get; init; }

    public required long OrderValueCents { get; init; }

    /// <summary>How much of the conversions the platforms have reported so far.</summary>
    public required double ClaimedShare { get; init; }
}
