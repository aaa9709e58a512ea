# What each means, and what is refused, stands in modules/plan.
variable "project" {
  type = string
}

variable "project_number" {
  type = string
}

variable "environment" {
  type    = string
  default = "prod"
}

variable "operator" {
  type = string
}

variable "token_worker" {
  type = string
}

variable "alerts_watcher" {
  type    = string
  default = ""
}

variable "organisations" {
  type = list(object({
    slug           = string
    location       = string
    retention_days = optional(number)
    history        = optional(bool, false)
    alerts         = optional(bool, false)
  }))
}

variable "retention_years" {
  type    = number
  default = 7
}

variable "message_retention_days" {
  type    = number
  default = 7
}
