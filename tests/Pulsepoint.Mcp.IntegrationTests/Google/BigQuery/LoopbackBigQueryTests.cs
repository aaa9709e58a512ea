using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Testing.Google.BigQuery;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

/// <summary>What our own tests of BigQuery are worth: the BigQuery that they ask passes for one with Google's own client.</summary>
internal sealed class LoopbackBigQueryTests
{
    private static readonly string[] s_cases =
    [
        "scalars_come_as_their_types",
        "dates_and_times_come_as_they_were_said",
        "a_null_of_any_type_is_null",
        "arrays_and_structs_come_whole",
        "an_empty_array_and_a_null_one_come_empty",
        "rows_keep_their_order",
        "nothing_counts_as_zero_and_sums_as_null",
        "columns_are_found_in_any_case",
        "a_column_without_a_name_gets_one",
        "named_parameters_are_values",
        "a_parameter_may_be_null",
        "an_array_is_a_parameter_and_an_empty_one_is_not_null",
        "a_struct_is_a_parameter",
        "many_rows_come_in_pages",
        "no_rows_may_be_asked_for",
        "a_mistake_is_an_invalid_query",
        "a_table_that_is_missing_is_not_found",
        "a_table_is_found_in_the_default_dataset",
        "a_dry_run_costs_nothing_and_says_what_it_would",
        "a_query_that_reads_too_much_is_refused",
        "a_job_is_found_by_its_id",
        "a_query_leaves_a_job",
        "a_job_id_is_used_once",
        "labels_are_kept",
        "a_job_can_be_cancelled",
        "datasets_are_made_found_changed_and_listed",
        "a_second_of_the_same_name_is_a_duplicate",
        "a_dataset_with_tables_is_not_deleted_by_mistake",
        "tables_are_made_found_changed_listed_and_deleted",
        "what_is_inserted_is_seen_by_the_next_query",
        "one_bad_row_keeps_the_others_out_and_is_named",
        "good_rows_come_in_where_bad_ones_are_skipped",
        "rows_are_listed_without_a_query",
        "rows_are_changed_by_statements",
        "a_merge_counts_what_it_took_away_and_put_in",
        "a_transaction_holds_together",
        "a_load_replaces_one_day_and_takes_rows_of_no_other",
        "lines_of_json_are_loaded",
        "lines_of_csv_are_loaded",
        "a_load_may_make_its_table_and_may_be_told_not_to",
        "queries_at_the_same_time_do_not_mix",
        "both_beginnings_of_paths_lead_to_the_same",
        "a_packed_body_is_unpacked",
        "timestamps_are_seconds_unless_asked_otherwise",
        "old_SQL_is_the_default_and_not_spoken",
        "a_view_is_read_like_a_table",
        "who_may_read_a_dataset_is_kept_and_changed_by_one_at_a_time",
        "how_a_table_is_cut_is_kept",
        "a_table_that_is_cut_wants_to_hear_which_days",
        "columns_are_added_and_never_taken_away",
        "parameters_by_position_are_values",
    ];

    private IReadOnlyDictionary<string, Verdict> _verdicts = new Dictionary<string, Verdict>();

    [OneTimeSetUp]
    public async Task JudgeAsync()
    {
        await using var server = await LoopbackBigQuery.StartAsync(SharedOracle.Server);
        if (ClientJudge.BigQuery.IsInstalled && await ClientJudge.BigQuery.AskAsync($"http://{server.Host}") is { } verdicts)
        {
            _verdicts = verdicts;
            return;
        }

        const string Missing = "Google's client is not installed: it needs Node, and 'npm ci' in tests/tools.";

        // Where changes are judged it must be there; on a developer's machine the rest of the suite is worth running.
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Missing);
        Assert.Inconclusive(Missing);
    }

    [TestCaseSource(nameof(s_cases))]
    public void Googles_own_client_gets_what_it_expects(string name)
    {
        var verdict = _verdicts.Should().ContainKey(name).WhoseValue;

        verdict.Passed.Should().BeTrue(verdict.Said);
    }

    [Test]
    public void Every_case_of_the_judge_is_heard() => _verdicts.Keys.Should().BeEquivalentTo(s_cases);
}
