@main struct Boot { static func main() {} }
