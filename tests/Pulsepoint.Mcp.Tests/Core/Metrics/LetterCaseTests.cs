using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Metrics.Planning;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.Tests.Core.Metrics;

internal sealed class LetterCaseTests
{
    [TestCase(WarehouseEngine.Postgres, "Night Cream", true)]
    [TestCase(WarehouseEngine.Postgres, "Nachtcr\u00e8me", false)]
    [TestCase(WarehouseEngine.DuckDb, "Nachtcr\u00e8me", true)]
    [TestCase(WarehouseEngine.BigQuery, "Nachtcr\u00e8me", true)]
    public void Postgres_is_sure_of_letters_from_A_to_Z_alone(WarehouseEngine engine, string text, bool expected) =>
        LetterCase.IsSure(engine, ["serum", text]).Should().Be(expected);
}
