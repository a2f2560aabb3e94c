//! Somebody at a browser without JavaScript: cookies kept, forms sent as the page holds them.

use super::page::{File, Form, Page};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use std::{collections::BTreeMap, sync::Mutex};
use tower::ServiceExt;

const BOUNDARY: &str = "the-boundary-between-two-parts";

pub struct Visitor {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    language: &'static str,
    /// What is said with every request besides.
    headers: Vec<(&'static str, String)>,
}

impl Visitor {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: Mutex::default(),
            language: "fr",
            headers: Vec::new(),
        }
    }

    /// The same person, whose every request says this besides.
    pub fn saying(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut other = self.copy();
        other.headers.push((name, value.into()));
        other
    }

    /// The same visitor, whose browser asks for English.
    pub fn in_english(mut self) -> Self {
        self.language = "en";
        self
    }

    /// Another browser with the same cookies, as a thief or a second tab has them.
    pub fn copy(&self) -> Self {
        self.on(self.router.clone())
    }

    /// The same person, cookies and all, at another router.
    pub fn on(&self, router: Router) -> Self {
        Self {
            router,
            cookies: Mutex::new(self.cookies.lock().unwrap().clone()),
            language: self.language,
            headers: self.headers.clone(),
        }
    }

    /// Changes one character of a cookie.
    pub fn spoil_cookie(&self, name: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        let value = cookies.get_mut(name).unwrap();
        let last = value.pop().unwrap();
        value.push(if last == 'a' { 'b' } else { 'a' });
    }

    /// Loses a cookie, as a browser does when it is told to.
    pub fn forget_cookie(&self, name: &str) {
        self.cookies.lock().unwrap().remove(name);
    }

    pub async fn get(&self, path: &str) -> Page {
        self.request(Method::GET, path, None, Vec::new()).await
    }

    /// Posts fields that no page offered: for the tests that go round the forms.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.request(Method::POST, path, Some(kind), body.into_bytes())
            .await
    }

    /// Posts fields as a script of ours does, which waits for a receipt.
    pub async fn post_as_script(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.saying("x-queue", "1").post(path, fields).await
    }

    /// Posts fields and files that no page offered.
    pub async fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[File]) -> Page {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.request(Method::POST, path, Some(kind), multipart(fields, files))
            .await
    }

    /// Posts a body as a program does, with a bearer's token.
    pub async fn post_as_bearer(&self, path: &str, token: &str, body: &[u8]) -> Page {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(body.to_vec())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Page {
            path: path.to_owned(),
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }

    /// Sends a form as it was filled in.
    pub async fn send(&self, form: &Form) -> Page {
        let fields = form.fields();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        if form.method.eq_ignore_ascii_case("get") {
            let query = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(fields)
                .finish();
            self.get(&format!("{}?{query}", form.action)).await
        } else if form.has_files() {
            self.post_files(&form.action, &fields, &form.files).await
        } else {
            self.post(&form.action, &fields).await
        }
    }

    /// Goes where the answer sends.
    pub async fn follow(&self, page: Page) -> Page {
        let page = page.expect(303);
        self.get(page.location()).await
    }

    async fn request(
        &self,
        method: Method,
        path: &str,
        content_type: Option<String>,
        body: Vec<u8>,
    ) -> Page {
        let cookies = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .fold(String::new(), |all, (name, value)| {
                format!("{all}{name}={value}; ")
            });
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, cookies);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        Page {
            path: path.to_owned(),
            status: parts.status,
            headers: parts.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }

    fn keep(&self, cookie: &str) {
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        let mut cookies = self.cookies.lock().unwrap();
        if cookie.contains("Max-Age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn multipart(fields: &[(&str, &str)], files: &[File]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    for File {
        field,
        name,
        content,
    } in files
    {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
