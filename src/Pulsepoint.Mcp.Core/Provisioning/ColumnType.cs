namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What a column of a dataset holds. Every engine has a type of its own for each of them.</summary>
public enum ColumnType
{
    /// <summary>Text in Unicode.</summary>
    Text,

    /// <summary>A day without a time or a zone.</summary>
    Day,

    /// <summary>A moment in UTC, to the microsecond. Where an engine keeps it without a zone, UTC is meant.</summary>
    Moment,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A whole number of 64 bits.</summary>
    Whole,

    /// <summary>An exact number with up to nine decimals, for money and rates. Its currency stands beside it.</summary>
    Exact,
}
