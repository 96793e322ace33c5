namespace DynamoLab.Architecture;

/// <summary>One API that an assembly refers to.</summary>
/// <param name="Type">Full name without generic arity, such as <c>System.Threading.Tasks.Task</c>.</param>
/// <param name="Member">Metadata name, such as <c>get_UtcNow</c>; empty for the reference to the type itself.</param>
internal readonly record struct ApiUse(string Type, string Member);
