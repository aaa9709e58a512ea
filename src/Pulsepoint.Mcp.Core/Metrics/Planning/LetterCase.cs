using System.Text;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Core.Metrics.Planning;

/// <summary>Where upper and lower case are told apart from other letters as the facts tell them.</summary>
internal static class LetterCase
{
    /// <param name="engine">The engine that compares.</param>
    /// <param name="texts">What stored texts are compared with, upper and lower case alike.</param>
    // Which letters beyond A to Z have a lower case depends, in Postgres, on how the database was made.
    public static bool IsSure(WarehouseEngine engine, IReadOnlyList<string> texts) =>
        engine != WarehouseEngine.Postgres || texts.All(text => Ascii.IsValid(text));
}
