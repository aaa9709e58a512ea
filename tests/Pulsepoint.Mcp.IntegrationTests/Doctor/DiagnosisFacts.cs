using Pulsepoint.Mcp.Doctor;

namespace Pulsepoint.Mcp.IntegrationTests.Doctor;

internal static class DiagnosisFacts
{
    public static Finding Of(this Diagnosis diagnosis, string check) => diagnosis.Checks.Single(c => c.Name == check).Finding;

    public static IEnumerable<string> With(this Diagnosis diagnosis, Standing standing) =>
        diagnosis.Checks.Where(c => c.Finding.Standing == standing).Select(c => c.Name);
}
