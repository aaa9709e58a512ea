# Slugs are as the product reads them: lower-case letters, digits and single dashes, at most 40 characters.
variable "organisations" {
  description = <<-TEXT
    The organisations of this project.
    slug: as `tenant add` has it. location: where BigQuery keeps its data, like EU or europe-west3; it cannot be changed later.
    retention_days: how long usage events are kept; unset, as many days as the years can have. Facts are kept.
    history: whether usage events go to BigQuery. Set it once `tenant provision` has made the table usage_events: Pub/Sub looks.
    alerts: whether it has a subscription of its own for `alerts watch`.
  TEXT
  type = list(object({
    slug           = string
    location       = string
    retention_days = optional(number)
    history        = optional(bool, false)
    alerts         = optional(bool, false)
  }))
  nullable = false

  validation {
    condition     = length([for o in var.organisations : o.slug if !can(regex("^[a-z0-9]+(-[a-z0-9]+)*$", o.slug)) || length(o.slug) > 40]) == 0
    error_message = "Not the slug of an organisation: ${join(", ", [for o in var.organisations : "'${o.slug}'" if !can(regex("^[a-z0-9]+(-[a-z0-9]+)*$", o.slug)) || length(o.slug) > 40])}. A slug has lower-case letters, digits and single dashes between them, at most 40 characters, like 'aurora'."
  }

  validation {
    condition     = length(toset(var.organisations[*].slug)) == length(var.organisations)
    error_message = "Named more than once: ${join(", ", [for slug, times in { for o in var.organisations : o.slug => o.slug... } : "'${slug}'" if length(times) > 1])}. Every organisation stands here once."
  }

  validation {
    condition     = length([for o in var.organisations : o.slug if !can(regex("^(EU|US|[a-z]+-[a-z]+[0-9]{1,2})$", o.location))]) == 0
    error_message = "No location of BigQuery: ${join(", ", [for o in var.organisations : "'${o.location}' of '${o.slug}'" if !can(regex("^(EU|US|[a-z]+-[a-z]+[0-9]{1,2})$", o.location))])}. It is EU, US, or a region like europe-west3."
  }

  validation {
    condition     = length([for o in var.organisations : o.slug if o.retention_days != null && !try(o.retention_days >= local.product_days && o.retention_days <= 3653 && floor(o.retention_days) == o.retention_days, false)]) == 0
    error_message = "Days that cannot be kept: ${join(", ", [for o in var.organisations : "${coalesce(o.retention_days, 0)} of '${o.slug}'" if o.retention_days != null && !try(o.retention_days >= local.product_days && o.retention_days <= 3653 && floor(o.retention_days) == o.retention_days, false)])}. It is 2557 to 3653 whole days: `tenant provision` makes whatever is shorter seven years."
  }
}
