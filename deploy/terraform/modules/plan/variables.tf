variable "project" {
  description = "The id of the Google project that holds the datasets, topics and identities, and pays for them."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "'${var.project}' is no project id. It is like acme-analytics: 6 to 30 lower-case letters, digits and dashes. Not its name, and not its number."
  }
}

variable "project_number" {
  description = "The number of the same project; it is part of the address of Pub/Sub's service agent."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]{6,20}$", var.project_number))
    error_message = "'${var.project_number}' is no project number. `gcloud projects describe ID --format='value(projectNumber)'` says it."
  }
}

variable "environment" {
  description = "A label on everything: prod, staging. Two environments are two projects; names do not differ."
  type        = string
  default     = "prod"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9_-]{1,63}$", var.environment))
    error_message = "'${var.environment}' cannot be a label. It is like prod: 1 to 63 lower-case letters, digits, dashes and underscores."
  }
}

variable "operator" {
  description = "The service account that `tenant provision` and `tenant move` run as."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.-]{1,100}\\.iam\\.gserviceaccount\\.com$", var.operator))
    error_message = "'${var.operator}' is not the address of a service account. It is like pulsepoint-operator@acme-platform.iam.gserviceaccount.com."
  }
}

variable "token_worker" {
  description = "The service account that `worker --tokens` runs as."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.-]{1,100}\\.iam\\.gserviceaccount\\.com$", var.token_worker))
    error_message = "'${var.token_worker}' is not the address of a service account. It is like pulsepoint-tokens@acme-platform.iam.gserviceaccount.com."
  }
}

variable "alerts_watcher" {
  description = "The service account that `alerts watch` reads events as, for the organisations that have alerts: PULSEPOINT_ALERTS_CREDENTIALS. No key has tokens of it."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.alerts_watcher == "" || can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.-]{1,100}\\.iam\\.gserviceaccount\\.com$", var.alerts_watcher))
    error_message = "'${var.alerts_watcher}' is not the address of a service account. It is like pulsepoint-alerts@acme-platform.iam.gserviceaccount.com."
  }
}

variable "retention_years" {
  description = "How many years usage events are kept where an organisation has no number of days of its own."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = contains(range(7, 11), var.retention_years)
    error_message = "Events are kept for 7 to 10 whole years, not ${var.retention_years}: `tenant provision` makes whatever is shorter seven years."
  }
}

variable "message_retention_days" {
  description = "How long Pub/Sub keeps a message that nobody took."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = contains(range(1, 8), var.message_retention_days)
    error_message = "Pub/Sub keeps messages for 1 to 7 whole days here, not ${var.message_retention_days}."
  }
}
