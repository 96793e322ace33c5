namespace DynamoLab.Report.Runs;

/// <summary>What a run is called: its label, or in words what a label that nobody chose stands for.</summary>
internal static class RunTitle
{
    public static string Of(RunFolder run)
    {
        var config = run.Config;
        var (workload, keys, failure) =
            (config.Parameter("workload"), config.Parameter("dist"), config.Parameter("failure_mode"));
        var label = config.Parameter("label");
        return label is not null && label != $"{workload}_{keys}_{failure}"
            ? label
            : $"Workload {workload}, {keys} keys, {Words(failure)}";
    }

    private static string Words(string? failure) => failure switch
    {
        null or "none" => "no fault",
        "single_partition" => "one node cut off",
        "slow" => "one slow node",
        "slow_disk" => "a slow disk",
        "disk_full" => "a full disk",
        _ => failure,
    };
}
