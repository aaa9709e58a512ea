locals {
  hours_per_day           = 24
  seconds_per_day         = 60 * 60 * local.hours_per_day
  milliseconds_per_second = 1000

  # What `tenant provision` makes the table of events with. It never shortens a longer time, and lengthens a shorter one.
  product_days = 2557

  # As many days as so many years in a row can have at most, so that nothing goes a day too early: 7 years are 2557.
  days_of_years = var.retention_years * 365 + ceil(var.retention_years / 4)

  message_retention_duration = "${var.message_retention_days * local.seconds_per_day}s"
}
