# Who may do what on which resource; there is nothing else. Of an organisation's datasets only the owner stands here, whom they are
# made with: who else may read the facts, `tenant provision` grants. Nobody else reads the events.
locals {
  # A policy takes 1500 members, and every occurrence of one counts. The operator and people need some, too.
  most_organisations = 1400

  grants_of_organisations = flatten([
    for slug, o in local.organisations : [
      for why, grant in merge(
        {
          asks       = { kind = "project", resource = var.project, role = "roles/bigquery.jobUser", member = "serviceAccount:${local.emails[slug]}" }
          publishes  = { kind = "topic", resource = o.topic, role = "roles/pubsub.publisher", member = "serviceAccount:${local.emails[slug]}" }
          buries     = { kind = "topic", resource = o.dead, role = "roles/pubsub.publisher", member = local.service_agent }
          speaks_for = { kind = "identity", resource = local.emails[slug], role = "roles/iam.serviceAccountTokenCreator", member = "serviceAccount:${var.token_worker}" }
          provisions = { kind = "dataset", resource = o.dataset, role = "roles/bigquery.dataOwner", member = "serviceAccount:${var.operator}" }
          keeps      = { kind = "dataset", resource = o.events, role = "roles/bigquery.dataOwner", member = "serviceAccount:${var.operator}" }
        },
        o.history ? {
          forwards = { kind = "subscription", resource = o.stored, role = "roles/pubsub.subscriber", member = local.service_agent }
          stores   = { kind = "table", resource = "${o.events}.${local.events_table}", role = "roles/bigquery.dataEditor", member = local.service_agent }
        } : {},
        o.alerts ? {
          watches = { kind = "subscription", resource = o.watched, role = "roles/pubsub.subscriber", member = "serviceAccount:${var.alerts_watcher}" }
        } : {},
      ) : merge(grant, { organisation = slug, why = why })
    ]
  ])

  grants = merge(
    { for g in local.grants_of_organisations : "${g.organisation}/${g.why}" => g },
    { "operator/loads" = { kind = "project", resource = var.project, role = "roles/bigquery.jobUser", member = "serviceAccount:${var.operator}", organisation = null, why = "loads" } },
  )

  grants_by_kind = { for key, g in local.grants : g.kind => key... }
}
