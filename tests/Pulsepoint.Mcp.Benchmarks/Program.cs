using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

// In this process: the databases that the benchmarks make live in it, and ratios inside one run are what counts.
var config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithIterationCount(15).WithWarmupCount(5))
    .AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory)
    .AddColumn(StatisticColumn.Min)
    .HideColumns(Column.RatioSD)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "pulsepoint-benchmarks"));

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
