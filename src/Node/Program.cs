Console.WriteLine("dynamo-node");
