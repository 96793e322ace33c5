using BenchmarkDotNet.Running;

namespace DynamoLab.Bench.Micro;

/// <summary>
/// What one step of a put or a get costs, in time and allocations: <c>--filter '*Codec*'</c> for a part, <c>--list
/// flat</c> for the names.
/// </summary>
internal static class Program
{
    public static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
