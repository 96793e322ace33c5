using System.Collections.Immutable;
using DynamoLab.Core.Versions;

namespace DynamoLab.Core.Tests.Versions;

/// <summary>
/// A write as the model remembers it: its name, its coordinator's clock, and all dots it knew, its own included.
/// </summary>
internal sealed record ModelWrite(Dot Dot, long AtUs, ImmutableHashSet<Dot> Known);
