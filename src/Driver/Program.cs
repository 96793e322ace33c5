Console.WriteLine("dynamolab");
