resource "google_service_account" "identity" {
  for_each = module.plan.identities

  project      = each.value.project
  account_id   = each.value.account_id
  display_name = each.value.display_name

  depends_on = [google_project_service.api]
}

resource "google_service_account_iam_member" "member" {
  for_each = module.plan.identity_members

  service_account_id = each.value.service_account_id
  role               = each.value.role
  member             = each.value.member

  depends_on = [google_service_account.identity]
}
