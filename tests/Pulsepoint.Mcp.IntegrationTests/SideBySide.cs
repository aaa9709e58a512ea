using NUnit.Framework;

// Tests wait for servers more than they work, so there is time for more fixtures than processors. The tests of one fixture come one after the other.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
