using System.Xml.Linq;

namespace DynamoLab.Architecture;

/// <summary>Which project may reference which: the arrows of the architecture, and nothing else.</summary>
internal static class ProjectArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Repair"] = ["Core"],
        ["Replica"] = ["Core", "Repair"],
        ["Storage"] = ["Core"],
        ["Trust"] = ["Core"],
        ["Node"] = ["Replica", "Storage", "Trust"],
        ["Node.Orleans"] = ["Node"],
        ["Client"] = ["Trust"],
        ["History"] = ["Core"],
        ["Simulation"] = ["Replica", "Storage", "History"],
        ["Report"] = ["History"],
        ["Driver"] = ["Client", "History", "Simulation", "Report"],
    };

    /// <summary>The driver makes sure that the nodes are built, and uses none of their types.</summary>
    private static readonly HashSet<(string From, string To)> BuildOnly =
        [("Driver", "Node"), ("Driver", "Node.Orleans")];

    /// <summary>The arrows of one project file that are not allowed, each as a sentence for its author.</summary>
    public static IReadOnlyList<string> Violations(string project, string projectXml)
    {
        if (!Allowed.TryGetValue(project, out var allowed))
        {
            return [$"src/{project} is no room of the architecture; known are {string.Join(", ", Allowed.Keys)}."];
        }

        return [.. XDocument.Parse(projectXml).Descendants("ProjectReference")
            .Where(reference => !IsAllowed(project, reference, allowed))
            .Select(reference => Describe(project, reference, allowed))];
    }

    private static bool IsAllowed(string project, XElement reference, string[] allowed)
    {
        var target = Target(reference);
        return BuildOnly.Contains((project, target)) ? IsBuildOnly(reference) : allowed.Contains(target);
    }

    private static string Describe(string project, XElement reference, string[] allowed)
    {
        var target = Target(reference);
        if (BuildOnly.Contains((project, target)))
        {
            return $"{project} -> {target} must be build-only: ReferenceOutputAssembly=\"false\".";
        }

        var names = allowed.Length == 0 ? "none" : string.Join(", ", allowed);
        return $"{project} -> {target} is not an arrow of the architecture; {project} may reference: {names}.";
    }

    private static bool IsBuildOnly(XElement reference)
    {
        var value = reference.Attribute("ReferenceOutputAssembly")?.Value
            ?? reference.Element("ReferenceOutputAssembly")?.Value;
        return string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
    }

    private static string Target(XElement reference)
    {
        var path = reference.Attribute("Include")?.Value ?? "(no Include)";
        return Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
    }
}
