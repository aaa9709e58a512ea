using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Warehouses;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.BigQuery.Wire;

namespace Pulsepoint.Mcp.Tests.Google.BigQuery;

public sealed class QueryJobTests
{
    private static readonly AnswerId s_answer = new(Guid.Parse("019ac5a0-0000-7000-8000-000000000001"));

    private static readonly Statement s_statement = new()
    {
        Project = "acme-data",
        Location = "europe-west3",
        Sql = "select 1 from `acme-data.pulsepoint_aurora.orders` where n = @p0",
        Parameters = [Parameters.Of("p0", 1L)],
    };

    [Test]
    public void The_same_query_of_the_same_answer_is_the_same_job() =>
        QueryJob.Of(s_answer, "g1", s_statement with { MostBytesBilled = 5 }).Should().Be(QueryJob.Of(s_answer, "g1", s_statement));

    [Test]
    public void Another_answer_load_text_or_value_is_another_job()
    {
        JobReference[] jobs =
        [
            QueryJob.Of(s_answer, "g1", s_statement),
            QueryJob.Of(new AnswerId(Guid.Parse("019ac5a0-0000-7000-8000-000000000002")), "g1", s_statement),
            QueryJob.Of(s_answer, "g2", s_statement),
            QueryJob.Of(s_answer, "g", s_statement with { Sql = "1" + s_statement.Sql }),
            QueryJob.Of(s_answer, "g1", s_statement with { Parameters = [Parameters.Of("p0", 2L)] }),
            QueryJob.Of(s_answer, "g1", s_statement with { Parameters = [Parameters.Of("p0", "1")] }),
        ];

        jobs.Select(j => j.JobId).Should().OnlyHaveUniqueItems();
        jobs.Select(j => ReservationId.Of(QueryJobId.Parse(j.JobId))).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void Its_name_says_where_it_ran()
    {
        var job = QueryJob.Of(s_answer, "g1", s_statement);

        QueryJob.Find(QueryJobId.Parse(job.JobId)).Should().Be(job);
        QueryJob.Again(job, 0).Should().Be(job);
        QueryJob.Find(QueryJobId.Parse(QueryJob.Again(job, 2).JobId)).Should().Be(QueryJob.Again(job, 2)).And.NotBe(job);
        (job.ProjectId, job.Location).Should().Be(("acme-data", "europe-west3"));
    }

    [TestCase("pulsepoint_019ac5a000007000")]
    [TestCase("somebodys_acme_EU_1")]
    public void A_job_of_another_name_is_no_query_of_an_answer(string name) => QueryJob.Find(QueryJobId.Parse(name)).Should().BeNull();

    [Test]
    public void A_reservation_is_a_uuid_of_version_8() => ReservationId.Of(QueryJobId.Parse("pulsepoint_acme_EU_1")).Value.Version.Should().Be(8);
}
