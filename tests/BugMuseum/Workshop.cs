using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DynamoLab.BugMuseum;

/// <summary>
/// Compiles the sources with one mistake in them, in memory. The shipped assemblies hold no trace of it: there is no
/// switch to leave on.
/// </summary>
internal static class Workshop
{
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.None);
    private static readonly Lazy<CSharpCompilation> Healthy = new(CompileHealthy);

    /// <summary>The assembly with the exhibit's mistake.</summary>
    /// <exception cref="InvalidOperationException">
    /// The text to replace is not there exactly once: the sources moved on, and the exhibit has to follow them.
    /// </exception>
    public static byte[] Build(Exhibit exhibit)
    {
        var tree = Healthy.Value.SyntaxTrees.SingleOrDefault(t => t.FilePath == exhibit.File)
            ?? throw new InvalidOperationException($"{exhibit.Name}: there is no {exhibit.File}");
        var text = tree.GetText().ToString();
        var count = text.Split(exhibit.Healthy).Length - 1;
        if (count != 1)
        {
            throw new InvalidOperationException(
                $"{exhibit.Name}: {exhibit.File} has the text to replace {count} times, not once:\n{exhibit.Healthy}");
        }

        var broken = tree.WithChangedText(SourceText.From(text.Replace(exhibit.Healthy, exhibit.Broken)));
        return Emit(Healthy.Value.ReplaceSyntaxTree(tree, broken), exhibit.Name);
    }

    private static CSharpCompilation CompileHealthy()
    {
        var trees = SourceTree.Read().Select(source => Parse(source.Text, source.Path));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "DynamoLab.Exhibit",
            [Parse(GlobalUsings, "GlobalUsings.cs"), .. trees],
            platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithOptimizationLevel(OptimizationLevel.Release)
                .WithNullableContextOptions(NullableContextOptions.Enable));
    }

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), Language, path);

    private static byte[] Emit(CSharpCompilation compilation, string name)
    {
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5);
            throw new InvalidOperationException($"{name} does not compile:\n{string.Join('\n', errors)}");
        }

        return bytes.ToArray();
    }
}
