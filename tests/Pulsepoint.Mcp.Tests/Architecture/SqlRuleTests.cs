using FluentAssertions;
using NUnit.Framework;

namespace Pulsepoint.Mcp.Tests.Architecture;

internal sealed class SqlRuleTests
{
    [Test]
    public void No_SQL_is_put_together() => SqlRule.Violations(SourceTree.Checkout).Should().BeEmpty();

    [TestCase(""" var sql = $"select * from brands where id = '{id}'"; """)]
    [TestCase(""" var sql = $@"delete from keys where id = {id}"; """)]
    [TestCase(" var sql = $\"\"\"\n    select 1\n    from {table}\n    \"\"\"; ")]
    [TestCase(" var sql = $$\"\"\"\n    update keys set a = {{a}}\n    \"\"\"; ")]
    [TestCase(""" var sql = "select * from brands where id = " + id; """)]
    [TestCase(" var sql = \"\"\"\n    insert into keys\n    \"\"\" + values; ")]
    [TestCase(""" sql += " where id = 1"; """)]
    [TestCase(""" sql = head + " order by name"; """)]
    public void Planted_SQL_is_caught(string code) =>
        SqlRule.Violations(SourceTree.Of(("src/A/Reader.cs", code))).Should().NotBeEmpty();

    [TestCase(" private const string Sql = \"\"\"\n    select id from brands where id = @id\n    \"\"\"; ")]
    [TestCase(""" throw new FormatException($"{name} is not one of the values to select from"); """)]
    [TestCase(""" var text = "Update " + name; """)]
    [TestCase(""" var text = name + " and " + other; """)]
    [TestCase(" // \"{\" and \"+\" as they are\n var a = '\"'; var b = \" where a = 1\"; ")]
    public void A_constant_and_a_sentence_are_left_alone(string code) =>
        SqlRule.Violations(SourceTree.Of(("src/A/Reader.cs", code))).Should().BeEmpty();

    [Test]
    public void Only_the_compiler_may_make_SQL()
    {
        const string code = """ var sql = $"select {columns}"; """;

        SqlRule.Violations(SourceTree.Of(("src/Pulsepoint.Mcp.Core/Metrics/Sql/SqlWriter.cs", code))).Should().BeEmpty();
        SqlRule.Violations(SourceTree.Of(("src/Pulsepoint.Mcp.Core/Metrics/Reader.cs", code))).Should().NotBeEmpty();
    }
}
