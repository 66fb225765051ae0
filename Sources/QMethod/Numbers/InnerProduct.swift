/// Σ aᵢbᵢ over `count` neighbouring numbers, four running sums at a time: the compiler may not reorder floating-point
/// additions by itself, so this is where the speed of correlations and eigenvectors comes from.
@inline(__always)
func innerProduct(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int) -> Double {
  let (left, right) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
  let stride = MemoryLayout<Double>.stride
  var sums = SIMD4<Double>(repeating: 0)
  var index = 0
  while index + 4 <= count {
    let x = left.loadUnaligned(fromByteOffset: index * stride, as: SIMD4<Double>.self)
    let y = right.loadUnaligned(fromByteOffset: index * stride, as: SIMD4<Double>.self)
    sums += x * y
    index += 4
  }
  var total = sums.sum()
  while index < count {
    total += a[index] * b[index]
    index += 1
  }
  return total
}
