/// A unit of any kind: school, kindergarten, department, township, government, lower supervision office.
package struct Organisation: Sendable {}
