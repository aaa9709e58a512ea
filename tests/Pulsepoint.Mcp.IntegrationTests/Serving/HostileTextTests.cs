using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>SQL, and whatever else is not what it seems, in every place of every tool that takes text.</summary>
[Attack]
internal sealed class HostileTextTests : ToolAttackFixture
{
    private static readonly string[] s_texts =
    [
        "'", "''", "\"", "' or '1'='1", "'; drop table pp.sales_daily; --", "\"; drop table pp.brands; --", "/* */", "--", "x' union select rolpassword from pg_authid --",
        "\u2019; drop table pp.users; --", "\uff07 or 1=1", "\0", "a\0b", "$1", "@p0", ":p", "$$; select 1; $$", "\\", "\\'; select 1", "E'\\x27'", "{0}", "{{0}}", "%s%n", "%", "_",
        """{"metrics":["net_sales"]}""", "[\"*\"]", "*", "", " ", "\n", "\u202e", "\ud83d\ude00", "../../etc/passwd", "read_csv('/etc/passwd')", "1e999", "-1", "NaN", "null", new('x', 50_000),
    ];

    private const string Catalogue = """
        select md5(string_agg(t.line, '|' order by t.line)) from (
          select c.oid::text || c.relname || c.relkind::text || coalesce(c.relacl::text, '') || c.relrowsecurity::text as line from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname like 'pp%'
          union all select p.oid::text || p.polname || coalesce(pg_get_expr(p.polqual, p.polrelid), '') from pg_policy p
          union all select f.oid::text || md5(f.prosrc) || coalesce(f.proacl::text, '') from pg_proc f join pg_namespace n on n.oid = f.pronamespace where n.nspname like 'pp%'
          union all select r.oid::text || r.rolname || r.rolsuper::text || r.rolbypassrls::text from pg_roles r) t
        """;

    // What a call leaves behind on purpose (buckets, counts, events, the first call of a session, a rule of any name) is left out.
    private const string Rows = """
        select string_agg(t.name || (xpath('/row/c/text()', query_to_xml('select count(*) as c from ' || t.name, false, true, '')))[1]::text, ' ' order by t.name)
          from (select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname in ('pp', 'pp_auth') and c.relkind = 'r'
                   and c.relname !~ '^(audit_log|user_buckets|tenant_buckets|call_days|key_sessions|questions|usage_events|usage_daily|report_days|alert_rules)') t
        """;

    private const string Audit = "select count(*) from pp.audit_log where action <> 'key.use' and action not like 'alert%'";

    [Test]
    public async Task Hostile_text_is_refused_or_answered_and_changes_nothing()
    {
        var server = Server("aurora", "admin");
        var before = await StateAsync();
        List<string> wrong = [];
        var calls = 0;

        foreach (var tool in server.Tools)
        {
            foreach (var place in ArgumentMaker.TextPlaces(tool.InputSchema))
            {
                foreach (var text in s_texts)
                {
                    var arguments = place(text).ToJsonString();
                    calls++;
                    try
                    {
                        var outcome = await server.CallAsync(tool.Declaration.Name, arguments);
                        if (outcome.Code is RefusalCode.Internal or RefusalCode.SourceUnavailable)
                            wrong.Add($"{tool.Declaration.Name} {Short(arguments)}: {outcome.Text}");
                    }
                    catch (Exception e) when (e is not AssertionException)
                    {
                        wrong.Add($"{tool.Declaration.Name} {Short(arguments)}: {e.GetType().Name} {e.Message}");
                    }
                }
            }
        }

        wrong.Should().BeEmpty();
        calls.Should().BeGreaterThan(500);
        (await StateAsync()).Should().Be(before);
        (await server.CallAsync("list_brands", "{}")).Code.Should().BeNull();
    }

    private static async Task<string> StateAsync() => string.Join('\n',
    [
        .. await AsOperatorAsync(OperatorRole.Bootstrap, Catalogue),
        .. await AsOperatorAsync(OperatorRole.Bootstrap, Rows),
        .. await AsOperatorAsync(OperatorRole.Bootstrap, Audit),
    ]);

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];
}
