//! The smallest page for each rule of a role, and each setting, of a profile.

use serde_json::{Value, json};

use super::found_in;

/// The one operation of a page of these few parts.
fn operation(parts: &str, roles: &str, settings: &str) -> Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("it can be written");
        path
    };
    let (page, profile) = (page(parts), profile(roles, settings));
    let mut config = crate::rules::config(write("readPet.html", &page));
    config.profiles = vec![write("pets.toml", &profile)];
    let (document, found) = bindery::scrape(&config);
    let root = document.unwrap_or_else(|| panic!("{page}\n{profile}\n{found}")).root;
    let items = root["paths"].as_object().into_iter().flatten();
    let mut operations = items.flat_map(|(path, item)| {
        let operations = item.as_object().into_iter().flatten();
        operations.map(move |(method, operation)| json!({"method": method, "path": path, "is": operation}))
    });
    operations.next().expect("the page has an operation")
}

fn page(parts: &str) -> String {
    format!("<main><b>get</b> <u>/pets</u> <ol><li><i>200</i></li></ol>{parts}</main>")
}

fn profile(roles: &str, settings: &str) -> String {
    format!("{settings}\n[roles]\nrequest = 'main'\nresponse = 'li'\nstatus = 'i'\n{roles}")
}

/// The method that a place of it gives.
fn method(parts: &str, place: &str) -> Value {
    operation(parts, &format!("target = 'u'\nmethod = {place}"), "")["method"].clone()
}

/// The target that a place of it gives.
fn path(parts: &str, place: &str, settings: &str) -> Value {
    operation(parts, &format!("method = 'b'\ntarget = {place}"), settings)["path"].clone()
}

#[test]
fn each_rule_of_words_does_what_it_says() {
    assert_eq!(method("", "'b'"), "get");
    assert_eq!(method("<p data-verb=' PUT '>x</p>", "{ select = 'p', attribute = 'data-verb' }"), "put");
    assert_eq!(method("<p>x</p>", "{ select = 'p', value = 'delete' }"), "delete");
    assert_eq!(method("<p>How: post.</p>", "{ select = 'p', strip = ['How:', '.'] }"), "post");
    assert_eq!(method("<p>post it</p>", "{ select = 'p', pattern = '^\\w+' }"), "post");
    assert_eq!(method("<p>how: post it</p>", "{ select = 'p', pattern = ': (\\w+)' }"), "post");
    assert_eq!(method("<p>new</p>", "{ select = 'p', map = { new = 'post', old = 'put' } }"), "post");
    let all = "{ select = 'p', attribute = 'id', strip = ['#'], pattern = '^\\w', map = { n = 'put' } }";
    assert_eq!(method("<p id='#new'>post</p>", all), "put");
}

#[test]
fn an_element_that_the_rules_do_not_fit_is_no_such_part() {
    let places = "[{ select = 'p', attribute = 'data-verb' }, { select = 'em', pattern = '^(\\w+) it$' }]";
    assert_eq!(method("<p>put</p><em>or</em><em>post it</em><p data-verb=head>", places), "post");
    assert_eq!(method("<p data-verb=head></p><em>post it</em>", places), "head");
}

#[test]
fn a_target_is_spelled_as_the_settings_say() {
    assert_eq!(path("", "'u'", ""), "/pets");
    assert_eq!(path("<p>.pets.{id}</p>", "'p'", "path-separator = '.'"), "/pets/{id}");
    assert_eq!(path("<p>{{url}}/pets</p>", "'p'", "base-url-unknown = ['{{url}}']"), "/pets");
}

#[test]
fn prose_is_read_as_its_place_says() {
    let described = |text: &str| {
        let roles = format!("method = 'b'\ntarget = 'u'\ndescription = {{ select = 'p', text = '{text}' }}");
        operation("<p>A <code>*pet*</code>\n  or <u>two</u>", &roles, "")["is"]["description"].clone()
    };
    assert_eq!(described("markdown"), "A `*pet*`\n  or two");
    assert_eq!(described("inline"), "A <code>*pet*</code>\n  or two");
    assert_eq!(described("words"), "A *pet* or two");
}

#[test]
fn a_part_that_repeats_reaches_to_its_end_or_to_the_next_one() {
    let parts = "<dl><dt>limit</dt><dd>query</dd><dt>id</dt><dd>header</dd></dl>";
    let roles = "method = 'b'\ntarget = 'u'\nparameter = 'dt'\nparameter-name = 'dt'\nparameter-place = 'dd'";
    let names = operation(parts, roles, "until-next = ['parameter']")["is"]["parameters"].clone();
    assert_eq!(names[0]["in"], "query");
    assert_eq!(names[1]["name"], "id");
    let (found, _) = found_in(&page(parts), &profile(roles, ""));
    let codes: Vec<_> = found.iter().map(|found| found.problem.code()).collect();
    assert_eq!(codes, ["page-part-missing", "page-part-missing"]);
}

#[test]
fn an_example_stands_behind_the_headers_where_the_profile_says_so() {
    let parts = "<p><s>content-type</s>: <q>text/plain</q> hello</p>";
    let roles = "method = 'b'\ntarget = 'u'\nheader-name = 's'\nheader-value = 'q'";
    let body = |settings: &str| operation(parts, roles, settings)["is"]["requestBody"]["content"].clone();
    assert_eq!(body(""), json!({"text/plain": {}}));
    assert_eq!(body("body-behind-headers = true"), json!({"text/plain": {"example": "hello"}}));
}

#[test]
fn the_id_of_a_page_is_where_the_profile_says() {
    let id = |roles: &str, settings: &str| {
        let roles = format!("method = 'b'\ntarget = 'u'\nheading = 'h1'\n{roles}");
        operation("<h1>Read</h1><h2>read-it</h2>", &roles, settings)["is"]["operationId"].clone()
    };
    assert_eq!(id("", ""), "Read");
    assert_eq!(id("operation-id = 'h2'", ""), "read-it");
    let id =
        |settings: &str| operation("", "method = 'b'\ntarget = 'u'", settings)["is"]["operationId"].clone();
    assert_eq!(id(""), "readPet");
    assert_eq!(id("nameless-files = ['readpet']"), Value::Null);
}

#[test]
fn a_users_profile_comes_before_the_built_in_ones_and_the_first_before_the_second() {
    let page = std::fs::read_to_string(crate::rules::SEED).expect("it is in the project");
    let profile = "[roles]\nrequest = '.httpExample'\nmethod = '.requestLine'\nresponse = '.response'\n\
        status = '.statusLine'\ntarget = { select = '.httpTarget', value = '/mine' }";
    let (found, _) = found_in(&page, profile);
    assert!(found.iter().all(|found| found.problem.message().contains("acme.toml")), "{found}");
    assert!(found.iter().any(|found| found.problem.code() == "unclaimed-part"), "{found}");
}
