/// Refuses counts that are negative or so large that sums of them could overflow. `value` says which answer or row it was.
func checkCount(_ count: Int, of value: Double) throws(StatisticsError) {
  guard count >= 0 else { throw .negativeCount(value: value) }
  guard count <= 1 << 40 else { throw .countTooLarge(value: value) }
}
