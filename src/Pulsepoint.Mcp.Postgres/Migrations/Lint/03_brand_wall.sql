-- Every table of a brand has the brand wall, word for word, for keys of some brands. Where there is one, nothing can be seen
-- as pp_app alone, which such a key can become and which no brand wall binds.
select format('%s: the brand wall is missing or changed', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'pp'
   and c.relkind in ('r', 'p')
   and not c.relispartition
   and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'brand_id' and not a.attisdropped)
   and not exists (
     select from pg_policy p
      where p.polrelid = c.oid
        and p.polname = 'brand_wall'
        and not p.polpermissive
        and p.polcmd = '*'
        and p.polroles @> array[to_regrole('pp_app_some')::oid]
        and pg_get_expr(p.polqual, p.polrelid)
            = '(( SELECT pp_auth.sees_all_brands() AS sees_all_brands) OR (brand_id = ANY (( SELECT pp_auth.brands_allowed() AS brands_allowed)::text[])))')
union all
select format('%s: policy %I lets pp_app past the brand wall', p.polrelid::regclass, p.polname)
  from pg_policy p
  join pg_class c on c.oid = p.polrelid
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'pp'
   and p.polpermissive
   and p.polroles @> array[to_regrole('pp_app')::oid]
   and exists (select from pg_policy b where b.polrelid = p.polrelid and b.polname = 'brand_wall')
