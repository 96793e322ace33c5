using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DynamoLab.Architecture;

/// <summary>
/// What a compiled assembly refers to. Metadata is exact where a scan of the source is not: aliases, `var`,
/// `global using` and the calls that `lock` and `async` compile to are all there, comments are not.
/// </summary>
internal static class AssemblyUses
{
    /// <summary>Every type and every member of another assembly that the assembly at the path refers to.</summary>
    public static IReadOnlyList<ApiUse> Apis(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var reader = file.GetMetadataReader();
        var types = reader.TypeReferences.Select(handle => new ApiUse(TypeName(reader, handle), ""));
        var members = reader.MemberReferences
            .Select(reader.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => new ApiUse(
                TypeName(reader, (TypeReferenceHandle)member.Parent), reader.GetString(member.Name)));
        return [.. types.Concat(members).Distinct()];
    }

    /// <summary>The simple names of the assemblies that the assembly at the path refers to.</summary>
    public static IReadOnlyList<string> Assemblies(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(
            handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private static string TypeName(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name).Split('`')[0];
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return TypeName(reader, (TypeReferenceHandle)type.ResolutionScope) + "." + name;
        }

        var space = reader.GetString(type.Namespace);
        return space.Length == 0 ? name : space + "." + name;
    }
}
